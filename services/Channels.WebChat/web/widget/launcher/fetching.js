// The conversation and its words: asked for until they are there, later and later, never all at once.
async function fetchConversation(language, onAway) {
  for (let tries = 0; ; tries++) {
    try {
      const [{ begin }, texts] = await Promise.all([import(addressOf('conversation.js', tries)), fetchTexts(language)]);
      return { begin, texts };
    } catch {
      onAway();
      const longest = Math.min(30_000, 1000 * 2 ** tries);
      await pause(longest / 2 + (Math.random() * longest) / 2);
    }
  }
}

// By its version it can be kept for long, and is never a newer one than this script knows how to begin.
function addressOf(path, tries = 0) {
  const url = new URL(path, server);
  url.searchParams.set('v', version);
  // That a module could not be had some browsers remember, by its address.
  if (tries) url.searchParams.set('try', tries);
  return url.href;
}

async function fetchTexts(language) {
  const response = await fetch(addressOf(`texts/${language}.json`), { signal: AbortSignal.timeout?.(5000) });
  if (!response.ok) throw new Error();
  return response.json();
}

// Over at once when the network comes back.
function pause(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
    window.addEventListener('online', resolve, { once: true });
  });
}
