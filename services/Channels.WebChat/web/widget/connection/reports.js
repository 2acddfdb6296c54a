// Reports replies on the page as delivered, and those visible to the visitor as read. All tabs count as one.
function makeReports({ transcript, isBeforeEyes, send, onElsewhere }) {
  const tabs = window.BroadcastChannel ? new BroadcastChannel(keptSession.place) : null;
  tabs?.addEventListener('message', (event) => {
    const line = transcript.get(event.data);
    if (line) line.isRead = true;
    onElsewhere();
  });

  return (isOnline) => {
    for (const line of transcript.replies()) {
      if (isBeforeEyes() && !line.isRead) {
        line.isRead = true;
        tabs?.postMessage(line.messageId);
      }

      const state = line.isRead ? 'read' : 'delivered';
      if (!isOnline || line.state === 'read' || line.state === state) continue;
      send({ type: line.isRead ? 'read' : 'seen', messageId: line.messageId });
      line.state = state;
    }
  };
}
