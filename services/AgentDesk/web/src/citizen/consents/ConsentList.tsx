import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Citizen } from '../../api/types';
import { RelativeTime } from '../../ui/time/RelativeTime';
import { ConsentAction } from './ConsentAction';
import classes from './ConsentList.module.css';

interface Props {
  citizen: Citizen;
}

/** The consents a citizen gave or refused, by purpose, with their source. */
export function ConsentList({ citizen }: Props) {
  const { t } = useTranslation();
  const { consents = [] } = citizen;
  return (
    <div className={classes.consents}>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('consent.title')}</h2>
        <ConsentAction citizen={citizen} />
      </div>
      {consents.length === 0 ? (
        <p className={classes.none}>{t('consent.none')}</p>
      ) : (
        <ul className={classes.list}>
          {consents.map(({ purpose, given, source, wording, author, at }) => (
            <li key={purpose} className={classes.consent} data-given={given || undefined} title={wording ?? undefined}>
              {given ? <IconCheck size={15} stroke={2.2} aria-hidden="true" /> : <IconX size={15} stroke={2.2} aria-hidden="true" />}
              <span className={classes.purpose}>
                <bdi>{purpose}</bdi> <span className={classes.answer}>{t(given ? 'consent.given' : 'consent.refused')}</span>
              </span>
              <span className={classes.about}>
                <bdi>{source}</bdi> · <bdi>{author}</bdi> · <RelativeTime at={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
