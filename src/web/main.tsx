import { render } from 'preact';
import { HomePage } from './pages/home-page.tsx';

const root = document.getElementById('app');
if (root) render(<HomePage />, root);
