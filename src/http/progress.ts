/** Something that a live listing did: `add` more of what `counter` counts. */
export interface ProgressEvent {
  /** `users` were found, `usersDone` of them are listed, `keys` found, `requests` sent (`retries` of them again). */
  readonly counter: keyof Progress;
  readonly add: number;
}

/** How far the live listings of a run have come. */
export interface Progress {
  readonly users: number;
  readonly usersDone: number;
  readonly keys: number;
  readonly requests: number;
  readonly retries: number;
}

export const noProgress: Progress = { users: 0, usersDone: 0, keys: 0, requests: 0, retries: 0 };

/** The progress after one more event. */
export function addProgress(progress: Progress, event: ProgressEvent): Progress {
  return { ...progress, [event.counter]: progress[event.counter] + event.add };
}

/**
 * One line for a terminal: `120/500 users, 233 keys, 131 requests, 2 retries, 1 min 35 s left`.
 * @param elapsed milliseconds since the listing began; the time left is told once a tenth of the users is done
 */
export function formatProgress(progress: Progress, elapsed: number): string {
  const { users, usersDone, keys, requests, retries } = progress;
  const parts = [
    `${Math.min(usersDone, users)}/${users} users`,
    `${keys} keys`,
    `${requests} requests`,
    `${retries} retries`,
  ];
  if (users > 0 && usersDone * 10 >= users && usersDone < users) {
    parts.push(`${formatSeconds(Math.ceil((elapsed * (users - usersDone)) / usersDone / 1000))} left`);
  }
  return parts.join(", ");
}

function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
