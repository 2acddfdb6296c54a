// In addition to the styles of the button, which are loaded already.
const darkColours = '--muted: #a6b3b0; --line: #33403e; --edge: #7c8a87; --mine: #1d3f3b; --theirs: #283231; --alert: #ff9a90; --waiting: #f0ab5c;';
const css = `
  .chat { --muted: #586664; --line: #e2e7e5; --edge: #74827f; --mine: #dcefeb; --theirs: #eff3f2; --alert: #b3261e; --waiting: #a65300; }
  @media (prefers-color-scheme: dark) { .chat:not([data-theme='light']) { ${darkColours} } }
  .chat[data-theme='dark'] { ${darkColours} }
  button, textarea, input, select { font: inherit; color: inherit; letter-spacing: inherit; }
  .badge {
    min-inline-size: 1.6em; padding: 0 .4em; border-radius: 1em; background: var(--surface); color: var(--accent);
    font-size: .875em; line-height: 1.6; text-align: center;
  }
  .dialog {
    position: fixed; z-index: 2147483000; inset: auto; inset-block-end: 5.25em; inset-inline-end: 1em; margin: 0; padding: 0;
    inline-size: min(24em, calc(100vw - 2em)); block-size: min(36em, calc(100vh - 6.5em)); max-inline-size: none; max-block-size: none;
    flex-direction: column; overflow: hidden; border: 1px solid var(--line); border-radius: .75em;
    background: var(--surface); color: var(--ink); box-shadow: 0 2px 6px rgb(0 0 0 / 20%), 0 12px 40px rgb(0 0 0 / 25%);
  }
  .dialog[open] { display: flex; animation: rise .16s ease-out; }
  .dialog:modal {
    inset: 0; inline-size: 100vw; block-size: 100vh; block-size: 100dvh; border: 0; border-radius: 0;
  }
  @keyframes rise { from { opacity: 0; transform: translateY(.5em); } }
  .chat[data-position='start'] .dialog:not(:modal) { inset-inline-end: auto; inset-inline-start: 1em; }
  .head {
    display: flex; align-items: center; gap: .5em; padding: .5em 1em; padding-inline-end: .5em;
    border-block-end: 1px solid var(--line);
  }
  .title { margin: 0; font-size: 1.0625em; font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; }
  .state { margin: 0; font-size: .8125em; color: var(--muted); }
  .state::before {
    content: ''; display: inline-block; inline-size: .6em; block-size: .6em; margin-inline-end: .4em; border-radius: 50%;
    background: var(--edge); border: 1px solid transparent;
  }
  .state[data-state='online']::before { background: var(--accent); }
  .state[data-state='waiting'] { color: var(--waiting); }
  .state[data-state='waiting']::before { background: none; border: 2px solid var(--waiting); }
  .names { flex: 1; min-inline-size: 0; }
  .icon { inline-size: 2.75em; block-size: 2.75em; padding: 0; border: 0; border-radius: .5em; background: none; display: grid; place-items: center; }
  .icon:hover { background: var(--theirs); }
  .icon svg { inline-size: 1.25em; block-size: 1.25em; stroke: currentColor; stroke-width: 2; fill: none; }
  .log {
    flex: 1; min-block-size: 3em; overflow-y: auto; overscroll-behavior: contain; padding: 1em;
    display: flex; flex-direction: column; gap: .75em;
  }
  .log:focus-visible { outline-offset: -3px; }
  .note { margin: 0; color: var(--muted); font-size: .9375em; text-align: center; }
  .line { position: relative; max-inline-size: 85%; align-self: flex-start; }
  .line.mine { align-self: flex-end; }
  .words {
    margin: 0; padding: .5em .75em; border: 1px solid transparent; border-radius: .75em; border-end-start-radius: .2em; background: var(--theirs);
    white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate;
  }
  .mine .words { background: var(--mine); border-end-start-radius: .75em; border-end-end-radius: .2em; }
  .words a { color: inherit; text-decoration: underline; text-underline-offset: .15em; }
  .about { margin: .15em .25em 0; font-size: .75em; color: var(--muted); }
  .mine .about { text-align: end; }
  .line[data-state='refused'] .about { color: var(--alert); font-weight: 600; }
  .unsent .words { opacity: .75; }
  .files { margin: .25em 0 0; padding: 0; list-style: none; display: grid; gap: .25em; justify-items: start; }
  .mine .files { justify-items: end; }
  .files li { padding: .35em .75em; border: 1px solid var(--edge); border-radius: .5em; font-size: .9375em; overflow-wrap: anywhere; }
  .files a { display: block; min-block-size: 1.5em; color: inherit; text-underline-offset: .15em; }
  .typing, .notice { margin: 0; padding: .25em 1em; font-size: .875em; color: var(--muted); }
  .typing:empty, .notice:empty, .help:empty { display: none; }
  .answers { display: flex; flex-wrap: wrap; gap: .5em; padding: .25em 1em .5em; max-block-size: 9em; flex: none; overflow-y: auto; }
  .answer {
    min-block-size: 2.5em; max-inline-size: 100%; padding: .35em .9em; border: 1px solid var(--accent); border-radius: 1.5em; background: none;
    color: var(--accent); font-weight: 600; overflow-wrap: anywhere; text-align: start;
  }
  .answer:hover { background: var(--theirs); }
  .ask { display: grid; gap: .75em; padding: .75em 1em 1em; border-block-start: 1px solid var(--line); flex: 0 1 auto; min-block-size: 5em; overflow-y: auto; }
  .mail { max-block-size: 45%; }
  .ask .send { justify-self: start; }
  .field { display: grid; gap: .2em; }
  .field > label { font-size: .9375em; }
  .field.box { grid-template-columns: auto 1fr; column-gap: .6em; align-items: start; }
  .box > .hint, .box > .help { grid-column: 1 / -1; }
  .box > input { inline-size: 1.5em; block-size: 1.5em; margin: 0; accent-color: var(--accent); }
  .help { margin: 0; font-size: .8125em; color: var(--muted); }
  .help a { color: var(--accent); }
  .chosen { grid-column: 1 / -1; margin: 0; padding: 0; list-style: none; display: grid; gap: .25em; font-size: .875em; }
  .chosen li { display: flex; align-items: center; justify-content: space-between; gap: .5em; padding-inline-start: .75em; border: 1px solid var(--line); border-radius: .5em; overflow-wrap: anywhere; }
  .chosen .wrong { border-color: var(--alert); color: var(--alert); }
  .chosen .icon { flex: none; inline-size: 2.25em; block-size: 2.25em; }
  .form { display: grid; grid-template-columns: auto 1fr auto; gap: .5em; align-items: end; padding: .75em 1em 1em; border-block-start: 1px solid var(--line); }
  .form > label { grid-column: 1 / -1; font-size: .8125em; color: var(--muted); margin-block-end: -.25em; }
  .input {
    inline-size: 100%; min-block-size: 2.75em; max-block-size: 9em; padding: .55em .75em; field-sizing: content;
    border: 1px solid var(--edge); border-radius: .5em; background: var(--surface);
  }
  textarea.input { resize: none; }
  .input[aria-invalid='true'], .box > [aria-invalid='true'] { border-color: var(--alert); }
  .send {
    min-block-size: 2.75em; padding: .5em 1em; border: 1px solid transparent; border-radius: .5em;
    background: var(--accent); color: var(--on-accent); font-weight: 600;
  }
  .hint { grid-column: 1 / -1; margin: 0; font-size: .8125em; color: var(--alert); }
  .hint:empty { display: none; }
  @media (prefers-reduced-motion: reduce) { .dialog[open] { animation: none; } }
  @media (max-height: 26em) { .form > label, .notice { position: absolute; clip-path: inset(50%); } .form { padding-block: .5em; } }`;
