import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { languageName } from '../format/languageName';
import { ErrorState } from '../ui/ErrorState';
import classes from './CitizenPanel.module.css';
import { ConsentList } from './consents/ConsentList';
import { CitizenName } from './profile/CitizenName';
import { CitizenProfile } from './profile/CitizenProfile';
import { ContactPoints } from './profile/ContactPoints';
import { Timeline } from './timeline/Timeline';
import { useCitizen } from './useCitizen';

interface Props {
  citizenId: string | undefined;
  /** The conversation shown next to it, if any. */
  conversationId: string | null;
}

export function CitizenPanel({ citizenId, conversationId }: Props) {
  const { t, i18n } = useTranslation();
  const query = useQuery(useCitizen(citizenId));
  const citizen = query.data;

  function profile() {
    if (citizen) {
      return (
        <>
          <CitizenName key={citizen.id} citizen={citizen} />
          <p className={classes.facts}>
            {[
              t('citizen.conversations', { count: citizen.conversations.length }),
              ...(citizen.language ? [languageName(citizen.language, i18n.language)] : []),
            ].join(' · ')}
          </p>
          <ContactPoints contactPoints={citizen.contactPoints} />
          <CitizenProfile citizen={citizen} />
          <ConsentList citizen={citizen} />
        </>
      );
    }
    if (query.isError) {
      return <ErrorState title={t('citizen.failed')} error={query.error} onRetry={() => void query.refetch()} />;
    }
    return (
      <div role="status" aria-label={t('citizen.loading')}>
        <Skeleton height={20} width="60%" mt={8} mb={16} />
        <Skeleton height={12} width="40%" mb={18} />
        <Skeleton height={14} width="80%" mb={10} />
      </div>
    );
  }

  return (
    <div className={classes.panel}>
      <section className={classes.profile} aria-label={t('citizen.title')}>
        {profile()}
      </section>
      {citizenId && <Timeline key={citizenId} citizenId={citizenId} conversationId={conversationId} />}
    </div>
  );
}
