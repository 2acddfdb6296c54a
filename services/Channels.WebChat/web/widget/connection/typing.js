// Typing signals. Ours is sent every three seconds at most; theirs expires after ten, so that a lost "stopped" does not leave it on.
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
