// Who is writing. Ours is told at most every three seconds, theirs is over after ten: so one that is never taken back does not stay.
function makeTyping({ tell, show }) {
  let toldAt = 0;
  let over = 0;
  return {
    wrote(text) {
      const now = Date.now();
      if (!text && toldAt) tell(false);
      else if (text && now - toldAt > 3000) tell(true);
      else return;
      toldAt = text ? now : 0;
    },
    heard(isTyping) {
      clearTimeout(over);
      show(isTyping);
      if (isTyping) over = setTimeout(() => show(false), 10_000);
    },
  };
}
