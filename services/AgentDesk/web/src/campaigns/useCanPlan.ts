import { useSession } from '../session/SessionContext';

/** Whether the key allows to write, approve and start campaigns; an agent's allows to look, to pause and to stop. */
export function useCanPlan(): boolean {
  return useSession().me.scopes.includes('admin');
}
