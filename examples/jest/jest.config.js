const shared = { transform: {} }

export default {
  projects: [
    { ...shared, displayName: 'node', testEnvironment: 'node', testMatch: ['<rootDir>/chat.test.js'] },
    {
      ...shared,
      displayName: 'jsdom',
      testEnvironment: '<rootDir>/dom/jsdom-environment.js',
      testMatch: ['<rootDir>/dom/*.test.js'],
    },
    {
      ...shared,
      displayName: 'happy-dom',
      testEnvironment: '<rootDir>/dom/happy-dom-environment.js',
      testMatch: ['<rootDir>/dom/*.test.js'],
    },
    {
      ...shared,
      displayName: 'commonjs',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/commonjs/*.test.cjs'],
      setupFilesAfterEnv: ['<rootDir>/commonjs/setup.js'],
    },
  ],
}
