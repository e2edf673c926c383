// The lock screen and headset buttons (Media Session API), where the browser has them.

export function bindSession(words, acts) {
  const session = navigator.mediaSession;
  if (!session) return { chapter() {}, place() {} };
  for (const [action, act] of Object.entries(acts)) {
    try {
      session.setActionHandler(action, act);
    } catch {
      // an action that this browser does not know
    }
  }
  const artwork = [{ src: words.cover, sizes: "640x960" }];
  return {
    chapter(name) {
      session.metadata = new MediaMetadata({ title: name || words.title, artist: words.artist, album: words.title, artwork });
    },
    place(position, duration, playbackRate, playing) {
      session.playbackState = playing ? "playing" : "paused";
      session.setPositionState?.({ duration, playbackRate, position: Math.min(position, duration) });
    },
  };
}
