import { useTranslation } from 'react-i18next';
import type { ContactPointRef } from '../api/types';
import { shownAddress } from '../format/address';

interface Props {
  name: string | null | undefined;
  contactPoint?: ContactPointRef | undefined;
}

/** What a citizen is called: by name, else by the contact point they wrote from. */
export function ContactName({ name, contactPoint }: Props) {
  const { t } = useTranslation();
  if (name) return <bdi>{name}</bdi>;
  if (!contactPoint) return t('citizen.unnamed');
  // The id of the one call says nothing to anybody.
  if (contactPoint.kind === 'anonymous-call') return t('contactPoint.anonymous-call');
  const address = <bdi dir="ltr">{shownAddress(contactPoint)}</bdi>;
  if (contactPoint.kind !== 'webchat') return address;
  return (
    <>
      {t('contactPoint.webchat')} {address}
    </>
  );
}
