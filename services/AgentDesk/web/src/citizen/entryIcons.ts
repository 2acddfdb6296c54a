import {
  IconAddressBook,
  IconArchive,
  IconArrowBackUp,
  IconArrowDownLeft,
  IconArrowUpRight,
  IconBell,
  IconBellOff,
  IconFolderOpen,
  IconLock,
  IconUserCheck,
} from '@tabler/icons-react';
import type { EntryKind } from '../api/types';

export const entryIcons: Record<EntryKind, typeof IconLock> = {
  'message-received': IconArrowDownLeft,
  'reply-written': IconArrowUpRight,
  'note-added': IconLock,
  'conversation-opened': IconFolderOpen,
  'conversation-closed': IconArchive,
  'conversation-reopened': IconArrowBackUp,
  assigned: IconUserCheck,
  'contact-point-added': IconAddressBook,
  'opted-out': IconBellOff,
  'opted-in': IconBell,
};
