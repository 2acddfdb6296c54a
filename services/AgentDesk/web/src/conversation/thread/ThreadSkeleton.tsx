import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const shapes = [
  { width: '52%', height: 64, end: false },
  { width: '40%', height: 44, end: true },
  { width: '60%', height: 84, end: false },
  { width: '34%', height: 44, end: true },
];

export function ThreadSkeleton() {
  const { t } = useTranslation();
  return (
    <div
      role="status"
      aria-label={t('conversation.loading')}
      style={{ display: 'grid', alignContent: 'end', gap: 24, padding: 24, overflow: 'hidden' }}
    >
      {shapes.map(({ width, height, end }, index) => (
        <Skeleton key={index} width={width} height={height} radius="lg" ms={end ? 'auto' : 0} />
      ))}
    </div>
  );
}
