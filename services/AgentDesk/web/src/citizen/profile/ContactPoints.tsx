import {
  IconBrandMessenger,
  IconBrandWhatsapp,
  IconDeviceMobile,
  IconMail,
  IconMessageCircle,
  IconPhoneOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CitizenContactPoint, ContactPointKind } from '../../api/types';
import { displayAddress } from '../../format/displayAddress';
import en from '../../i18n/en.json';
import classes from './ContactPoints.module.css';

interface Props {
  contactPoints: CitizenContactPoint[];
}

const icons: Partial<Record<ContactPointKind, typeof IconMail>> = {
  phone: IconDeviceMobile,
  webchat: IconMessageCircle,
  email: IconMail,
  'anonymous-call': IconPhoneOff,
  whatsapp: IconBrandWhatsapp,
  messenger: IconBrandMessenger,
};

type Proof = keyof typeof en.contactPoint.proof;

function isProof(proof: string): proof is Proof {
  return Object.hasOwn(en.contactPoint.proof, proof);
}

export function ContactPoints({ contactPoints }: Props) {
  const { t } = useTranslation();
  if (contactPoints.length === 0) return <p className={classes.none}>{t('citizen.noContactPoints')}</p>;
  return (
    <ul className={classes.list} aria-label={t('citizen.contactPoints')}>
      {contactPoints.map((contactPoint) => {
        const Icon = icons[contactPoint.kind] ?? IconMessageCircle;
        const { proof } = contactPoint;
        return (
          <li key={contactPoint.id} className={classes.item}>
            <Icon size={16} stroke={1.6} role="img" aria-label={t(`contactPoint.${contactPoint.kind}`, { defaultValue: contactPoint.kind })} />
            <bdi dir="ltr" className={classes.address} title={contactPoint.address}>
              {displayAddress(contactPoint)}
            </bdi>
            {proof && <span className={classes.proof}>{isProof(proof) ? t(`contactPoint.proof.${proof}`) : proof}</span>}
          </li>
        );
      })}
    </ul>
  );
}
