/** The files of action/, as the sources in this checkout make them. */
export function actionFiles(): Promise<ReadonlyMap<string, Uint8Array>>;

/** Writes action/. */
export function buildAction(): Promise<void>;
