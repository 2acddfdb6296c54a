// Runs the calls of the page and the visitor in order. The conversation is loaded for the first call that needs it, or to resume one.
function makeCalls() {
  const launcher = makeButton(() => (chat ? chat.toggle() : ask('open')));
  const waiting = [];
  let language = languageOf(settings.language);
  let isComing = false;
  let chat = null;

  function ask(name, argument) {
    if (chat) return chat[name](argument);
    waiting.push([name, argument]);
    bring();
  }

  async function bring() {
    if (isComing) return;
    isComing = true;
    say(launcher.news, language.texts.connecting);
    const { begin, texts } = await fetchConversation(language.name, () => say(launcher.news, language.texts.waiting));
    say(launcher.news, '');
    language = { ...language, texts };
    chat = begin({ settings, server, launcher, language, speak });
    for (const [name, argument] of waiting) chat[name](argument);
  }

  async function speak(tag) {
    const next = languageOf(tag);
    if (isComing) next.texts = await fetchTexts(next.name);
    language = next;
    launcher.show(language);
    return language;
  }

  // Another tab may have started the session: all tabs are one visitor.
  window.addEventListener('storage', (event) => {
    if (event.key === keptSession.place && event.newValue) bring();
  });
  launcher.show(language);
  // Visitors who have never chatted load nothing more: no conversation, no socket, no token.
  if (keptSession.read() || keptOutbox.read()?.length || keptOpen.read()) bring();

  const identify = (proof) => ask('identify', proof);
  return {
    open: () => ask('open'),
    close: () => isComing && ask('close'),
    toggle: () => ask('toggle'),
    identify,
    setUser: identify,
    setLocale: (tag) => (isComing ? ask('setLocale', tag) : speak(tag)),
    reset() {
      // Cleared even before the conversation has loaded: the next visitor at this browser must find nothing.
      if (!chat) keptAll.forEach((one) => one.write(null));
      if (isComing) ask('reset');
    },
  };
}
