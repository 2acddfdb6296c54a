import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mailDocument } from './mailDocument';
import classes from './MessageExtras.module.css';

interface Props {
  html: string;
}

/**
 * The HTML of an e-mail, sanitised by the server. The sandbox makes harmless what sanitising might have missed: no scripts, no
 * forms, no origin, no requests.
 */
export function MailHtml({ html }: Props) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <>
      <Button variant="subtle" size="compact-xs" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? t('message.hideLayout') : t('message.showLayout')}
      </Button>
      {shown && (
        <iframe
          className={classes.mail}
          title={t('message.layout')}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          srcDoc={mailDocument(html)}
        />
      )}
    </>
  );
}
