/** The file in a workspace's root that holds the targets of a team. */
export const TARGETS_FILE_NAME = 'prompt-profiler.json';
