/** Ends a process group at once; one that has ended already is no error. */
export function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // macOS says EPERM of a group in which all have ended and nobody has yet asked how.
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
