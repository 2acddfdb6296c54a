import question from './templates/question.yaml?raw';
import reminder from './templates/reminder.yaml?raw';

/** What a new campaign can begin as. */
export const skeletons = { question, reminder } as const;

export type Skeleton = keyof typeof skeletons;
