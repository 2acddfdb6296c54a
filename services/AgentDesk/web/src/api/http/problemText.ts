import type { TFunction } from 'i18next';
import en from '../../i18n/en.json';
import { RefusedError, UnreachableError } from './problem';

type ProblemCode = keyof typeof en.problem;

function isKnown(code: string): code is ProblemCode {
  return Object.hasOwn(en.problem, code);
}

/** The sentence shown for an error: the one for its stable code, else the server's own, else a general one. */
export function problemText(error: unknown, t: TFunction): string {
  if (error instanceof UnreachableError) return t('failure.unreachable');
  if (error instanceof RefusedError) {
    if (error.code && isKnown(error.code)) return t(`problem.${error.code}`);
    if (error.detail) return error.detail;
    if (error.title) return error.title;
    if (error.status === 401) return t('failure.unauthorized');
    if (error.status === 404) return t('failure.notFound');
  }
  return t('failure.unknown');
}
