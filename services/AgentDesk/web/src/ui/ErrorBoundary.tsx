import { Component, type ReactNode } from 'react';
import i18next from 'i18next';
import { Button } from '@mantine/core';
import { EmptyState } from './EmptyState';

interface Props {
  children: ReactNode;
}

interface State {
  broken: boolean;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { broken: false };

  static getDerivedStateFromError(): State {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <EmptyState title={i18next.t('failure.page')} alert>
        <Button variant="light" onClick={() => window.location.reload()}>
          {i18next.t('failure.reload')}
        </Button>
      </EmptyState>
    );
  }
}
