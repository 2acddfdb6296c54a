import { useTranslation } from 'react-i18next';
import type { Message } from '../../api/types';
import { formFields } from './formFields';
import { mapUrl } from './mapUrl';
import { CardView } from './CardView';
import classes from './MessageExtras.module.css';

interface Props {
  message: Message;
}

/** The parts of a message that are no words: choices, places, cards, forms, templates. */
export function MessageExtras({ message: { details, reply } }: Props) {
  const { t } = useTranslation();
  const fields = formFields(details?.form);
  const place = details?.place;

  return (
    <>
      {details?.choice && (
        <p className={classes.marks}>
          {t('message.choice')} <bdi>{details.choice.title}</bdi>
        </p>
      )}
      {place && (
        <p className={classes.place}>
          <a href={mapUrl(place)} target="_blank" rel="noopener noreferrer">
            <bdi>{place.name || place.address || t('message.place')}</bdi>
          </a>
          {place.name && place.address && <bdi>{place.address}</bdi>}
        </p>
      )}
      {details?.cards?.map((card, index) => <CardView key={index} card={card} />)}
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
        <p className={classes.marks}>
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
