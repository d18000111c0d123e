/** Words that cannot be understood: one line, exit code 64. */
export class UsageError extends Error {}

/** Something about this machine, a cloud or a tool: what it is and what to do. Exit code 2, never the learner's fault. */
export class EnvironmentError extends Error {}
