import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function InboxSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('inbox.loading')} style={{ display: 'grid', gap: 2, padding: '4px 8px' }}>
      {Array.from({ length: 7 }, (_, index) => (
        <div key={index} style={{ display: 'flex', gap: 12, padding: 12, blockSize: 76 }}>
          <Skeleton circle height={36} />
          <div style={{ flex: 1 }}>
            <Skeleton height={12} width={`${60 - (index % 3) * 10}%`} mt={4} />
            <Skeleton height={10} mt={12} />
          </div>
        </div>
      ))}
    </div>
  );
}
