import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../ui/FailureNote';
import { CitizenName } from './CitizenName';
import classes from './CitizenPanel.module.css';
import { ContactPoints } from './ContactPoints';
import { Timeline } from './Timeline';
import { useCitizen } from './useCitizen';

interface Props {
  citizenId: string | undefined;
  conversationId: string;
}

export function CitizenPanel({ citizenId, conversationId }: Props) {
  const { t, i18n } = useTranslation();
  const query = useQuery(useCitizen(citizenId));
  const citizen = query.data;

  function language(tag: string): string {
    try {
      return new Intl.DisplayNames(i18n.language, { type: 'language' }).of(tag) ?? tag;
    } catch {
      return tag;
    }
  }

  function person() {
    if (citizen) {
      return (
        <>
          <CitizenName key={citizen.id} citizen={citizen} />
          <p className={classes.facts}>
            {[
              t('citizen.conversations', { count: citizen.conversations.length }),
              ...(citizen.language ? [language(citizen.language)] : []),
            ].join(' · ')}
          </p>
          <ContactPoints contactPoints={citizen.contactPoints} />
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
