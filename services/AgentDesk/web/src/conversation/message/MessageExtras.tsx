import { useTranslation } from 'react-i18next';
import type { Message } from '../../api/types';
import { ContactCardView } from './ContactCardView';
import { formFields } from './formFields';
import { mapUrl } from './mapUrl';
import classes from './MessageExtras.module.css';

interface Props {
  message: Message;
}

/** The structured parts of a message: choices, locations, contact cards, forms, templates. */
export function MessageExtras({ message: { details, reply } }: Props) {
  const { t } = useTranslation();
  const fields = formFields(details?.form);
  const location = details?.place;

  return (
    <>
      {details?.choice && (
        <p className={classes.remark}>
          {t('message.choice')} <bdi>{details.choice.title}</bdi>
        </p>
      )}
      {location && (
        <p className={classes.location}>
          <a href={mapUrl(location)} target="_blank" rel="noopener noreferrer">
            <bdi>{location.name || location.address || t('message.location')}</bdi>
          </a>
          {location.name && location.address && <bdi>{location.address}</bdi>}
        </p>
      )}
      {details?.cards?.map((card, index) => <ContactCardView key={index} card={card} />)}
      {fields.length > 0 && (
        <dl className={classes.form} aria-label={t('message.form')}>
          {fields.map(([name, value]) => (
            <div key={name}>
              <dt dir="auto">{name}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {reply?.template && (
        <p className={classes.remark}>
          {t('message.template', { name: reply.template.name, language: reply.template.language })}{' '}
          <bdi>{reply.template.parameters.join(', ')}</bdi>
        </p>
      )}
      {reply?.choices && (
        <ul className={classes.choices} aria-label={t('message.choices')}>
          {reply.choices.map(({ id, title }) => (
            <li key={id} dir="auto">
              {title}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
