import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function TimelineSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('timeline.loading')} style={{ display: 'grid', gap: 22, padding: '8px 20px' }}>
      {Array.from({ length: 5 }, (_, index) => (
        <div key={index} style={{ display: 'flex', gap: 12 }}>
          <Skeleton circle height={24} />
          <div style={{ flex: 1 }}>
            <Skeleton height={10} width="50%" mt={4} />
            <Skeleton height={10} mt={10} />
          </div>
        </div>
      ))}
    </div>
  );
}
