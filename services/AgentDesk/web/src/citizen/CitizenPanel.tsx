import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { languageName } from '../format/languageName';
import { FailureNote } from '../ui/FailureNote';
import { CitizenName } from './profile/CitizenName';
import classes from './CitizenPanel.module.css';
import { CitizenProfile } from './profile/CitizenProfile';
import { Consents } from './consents/Consents';
import { ContactPoints } from './profile/ContactPoints';
import { Timeline } from './timeline/Timeline';
import { useCitizen } from './useCitizen';

interface Props {
  citizenId: string | undefined;
  /** The one shown beside; null = none is. */
  conversationId: string | null;
}

export function CitizenPanel({ citizenId, conversationId }: Props) {
  const { t, i18n } = useTranslation();
  const query = useQuery(useCitizen(citizenId));
  const citizen = query.data;

  function person() {
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
          <Consents citizen={citizen} />
        </>
      );
    }
    if (query.isError) {
      return <FailureNote title={t('citizen.failed')} error={query.error} onRetry={() => void query.refetch()} />;
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
      <section className={classes.person} aria-label={t('citizen.title')}>
        {person()}
      </section>
      {citizenId && <Timeline key={citizenId} citizenId={citizenId} conversationId={conversationId} />}
    </div>
  );
}
