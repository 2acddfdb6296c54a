import { useTranslation } from 'react-i18next';
import type { ContactPointRef } from '../api/types';
import { displayAddress } from '../format/displayAddress';

interface Props {
  name: string | null | undefined;
  contactPoint?: ContactPointRef | undefined;
}

/** A citizen's name, else the address they wrote from. */
export function ContactName({ name, contactPoint }: Props) {
  const { t } = useTranslation();
  if (name) return <bdi>{name}</bdi>;
  if (!contactPoint) return t('citizen.unnamed');
  // Its address is the id of that one call, which means nothing to people.
  if (contactPoint.kind === 'anonymous-call') return t('contactPoint.anonymous-call');
  const address = <bdi dir="ltr">{displayAddress(contactPoint)}</bdi>;
  if (contactPoint.kind !== 'webchat') return address;
  return (
    <>
      {t('contactPoint.webchat')} {address}
    </>
  );
}
