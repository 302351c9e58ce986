import js from '@eslint/js';
import globals from 'globals';

const PAGE = 'src/main/resources/io/wanderscope/dashboard/page';

// Imports run one way: main, controls, view, model.
const mayNotImport = (...folders) => ({
  'no-restricted-imports': ['error', { patterns: folders.map((folder) => ({ regex: `(^|/)${folder}` })) }],
});

export default [
  { ignores: ['target/'] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'array-callback-return': 'error',
      'consistent-return': 'error',
      curly: 'error',
      eqeqeq: 'error',
      'max-depth': ['error', 3],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 40, skipComments: true }],
      'no-duplicate-imports': 'error',
      'no-else-return': 'error',
      'no-eval': 'error',
      'no-implicit-coercion': 'error',
      'no-implied-eval': 'error',
      'no-param-reassign': 'error',
      'no-shadow': ['error', { builtinGlobals: false }],
      'no-template-curly-in-string': 'error',
      'no-unused-expressions': 'error',
      'no-use-before-define': ['error', { functions: false, classes: true, variables: true }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
      'require-atomic-updates': 'error',
    },
  },
  { files: [`${PAGE}/**/*.js`], languageOptions: { globals: globals.browser } },
  // The model knows no browser: anything of one is an undefined name here.
  {
    files: [`${PAGE}/model/*.js`],
    languageOptions: { globals: Object.fromEntries(Object.keys(globals.browser).map((name) => [name, 'off'])) },
    rules: mayNotImport('view/', 'controls/', 'main\\.js'),
  },
  { files: [`${PAGE}/view/*.js`], rules: mayNotImport('controls/', 'main\\.js') },
  { files: [`${PAGE}/controls/*.js`], rules: mayNotImport('main\\.js') },
  // The build fills in the colours.
  { files: [`${PAGE}/model/palette.js`], rules: { 'no-template-curly-in-string': 'off' } },
  {
    files: ['*.js', 'src/test/page/*.js', 'measure/*.js'],
    languageOptions: { globals: globals.node },
    rules: { 'max-lines-per-function': 'off' },
  },
  { files: ['measure/feed.js'], languageOptions: { globals: globals.browser } },
  { files: ['measure/acquisition.js'], languageOptions: { globals: globals.worker } },
];
