// One chat a page, however often the script comes; what was called before is done now.
function start() {
  // A page may have begun its list of calls after this script began.
  const late = Array.isArray(window.omnichannel) && window.omnichannel !== before ? window.omnichannel : [];
  const calls = makeCalls();
  const run = ([name, argument]) => calls[name]?.(argument);
  window.omnichannel = { ...calls, push: (...some) => some.forEach(run), isRunning: true };
  [...earlyCalls, ...late].forEach(run);
  window.dispatchEvent(new Event('omnichannel:ready'));
}

if (!before?.isRunning && !before?.isStarting) {
  if (before) before.isStarting = true;
  if (document.body) start();
  else document.addEventListener('DOMContentLoaded', start);
}
