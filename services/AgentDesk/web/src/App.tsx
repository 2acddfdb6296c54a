import { DirectionProvider, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { Desk } from './desk/Desk';
import { queryClient } from './queryClient';
import { SessionGate } from './session/SessionGate';
import { resolver, theme } from './theme';
import { ErrorBoundary } from './ui/ErrorBoundary';

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <DirectionProvider>
        <MantineProvider theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto">
          <Notifications position="top-center" />
          <ErrorBoundary>
            <SessionGate>
              <Desk />
            </SessionGate>
          </ErrorBoundary>
        </MantineProvider>
      </DirectionProvider>
    </QueryClientProvider>
  );
}
