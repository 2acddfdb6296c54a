// Loads the conversation and its texts, retrying with exponential backoff and jitter.
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

// The version lets caches keep the file, and guarantees that it fits this script.
function addressOf(path, tries = 0) {
  const url = new URL(path, server);
  url.searchParams.set('v', version);
  // Some browsers cache a failed module import by its URL.
  if (tries) url.searchParams.set('try', tries);
  return url.href;
}

async function fetchTexts(language) {
  const response = await fetch(addressOf(`texts/${language}.json`), { signal: AbortSignal.timeout?.(5000) });
  if (!response.ok) throw new Error();
  return response.json();
}

// Ends early when the network is back.
function pause(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
    window.addEventListener('online', resolve, { once: true });
  });
}
