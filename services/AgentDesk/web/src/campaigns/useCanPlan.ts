import { useSession } from '../session/SessionContext';

/** Whether the user may create, approve and start campaigns; agents may only view, pause and stop them. */
export function useCanPlan(): boolean {
  return useSession().me.scopes.includes('admin');
}
