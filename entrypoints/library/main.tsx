import { LibraryPage } from '@/components/app/LibraryPage';
import { makeServices } from '@/components/app/make-services';
import { mount } from '@/components/app/mount';

mount(makeServices(), <LibraryPage />);
