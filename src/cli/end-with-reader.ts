/** Ends this process without an error when the reader of its output, such as `head`, ends before everything is written. */
export function endWithReader(): void {
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));
}
