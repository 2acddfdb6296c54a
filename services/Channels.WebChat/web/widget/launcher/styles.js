// Styles of the button only; those of the conversation are loaded with it.
const darkColours = '--surface: #181f1e; --ink: #e4ebe9; --accent: #74c8bf; --on-accent: #0c2321; color-scheme: dark;';
const css = `
  :host { all: initial; }
  *, *::before, *::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  .chat {
    --surface: #ffffff; --ink: #1a2322; --accent: #1f6f6b; --on-accent: #ffffff;
    color-scheme: light; color: var(--ink); font: 1em/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
    -webkit-text-size-adjust: 100%;
  }
  @media (prefers-color-scheme: dark) { .chat:not([data-theme='light']) { ${darkColours} } }
  .chat[data-theme='dark'] { ${darkColours} }
  button { font: inherit; letter-spacing: inherit; cursor: pointer; }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  .launcher {
    position: fixed; z-index: 2147483000; inset-block-end: 1em; inset-inline-end: 1em;
    display: flex; align-items: center; gap: .5em; min-block-size: 3.25em; padding: .5em 1.25em;
    border: 1px solid transparent; border-radius: 2em; background: var(--accent); color: var(--on-accent); font-weight: 600;
    box-shadow: 0 1px 3px rgb(0 0 0 / 30%), 0 6px 20px rgb(0 0 0 / 20%);
  }
  .launcher:focus-visible { outline-color: var(--ink); box-shadow: 0 0 0 2px var(--surface); }
  .launcher svg { inline-size: 1.4em; block-size: 1.4em; fill: currentColor; }
  .chat[data-position='start'] .launcher { inset-inline-end: auto; inset-inline-start: 1em; }
  .unseen { position: absolute; inset-block-start: 0; inset-inline-start: 0; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .chat > .unseen { position: fixed; }
  @media print { .chat { display: none; } }`;
