// A socket that reconnects with exponential backoff and jitter, and at once when the network or the page is back.
function makeConnection({ hello, onFrame, onState }) {
  let socket = null;
  let wanted = false;
  let tries = 0;
  let timer = 0;
  let pulse = 0;

  function open() {
    clearTimeout(timer);
    wanted = true;
    if (socket) return;
    onState('connecting');
    const mine = new WebSocket(socketUrl());
    socket = mine;
    pulse = setTimeout(lose, 15_000);
    mine.onopen = () => mine.send(JSON.stringify(hello()));
    mine.onmessage = (event) => {
      if (mine !== socket) return;
      beat();
      const frame = JSON.parse(event.data);
      if (frame.type === 'welcome') tries = 0;
      onFrame(frame);
    };
    mine.onclose = () => {
      if (mine === socket) lose();
    };
  }

  // A network can vanish without closing the socket: after a silence we ping, and without an answer we reconnect.
  function beat() {
    clearTimeout(pulse);
    pulse = setTimeout(ask, 25_000);
  }

  function ask() {
    send({ type: 'ping' });
    clearTimeout(pulse);
    pulse = setTimeout(lose, 10_000);
  }

  function drop() {
    clearTimeout(pulse);
    clearTimeout(timer);
    const old = socket;
    socket = null;
    old?.close();
  }

  function lose() {
    drop();
    if (!wanted) return;
    onState('waiting');
    const longest = Math.min(30_000, 500 * 2 ** tries++);
    timer = setTimeout(open, longest / 2 + (Math.random() * longest) / 2);
  }

  function send(frame) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  }

  function hope() {
    if (!wanted) return;
    tries = 0;
    if (!socket) open();
    else if (socket.readyState === WebSocket.OPEN) ask();
  }

  window.addEventListener('online', hope);
  window.addEventListener('offline', () => {
    if (wanted) lose();
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) hope();
  });
  window.addEventListener('pagehide', drop);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) hope();
  });

  return {
    open,
    send,
    restart() {
      drop();
      open();
    },
    stop() {
      wanted = false;
      drop();
      onState('idle');
    },
  };
}

function socketUrl() {
  const url = new URL('socket', server);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}
