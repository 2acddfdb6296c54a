// One job as JSON on standard input, one answer as JSON on standard output.
import { text } from 'node:stream/consumers';

export const readJob = async () => JSON.parse(await text(process.stdin));
export const tell = (answer) => console.log(JSON.stringify(answer));
