import { fanoutContractSuite } from './fanout-contract.ts';
import { FanoutHub } from './local-fanout.ts';

fanoutContractSuite('one process', async () => {
  const hub = new FanoutHub();
  return { join: async (listener) => hub.join(listener), remove: async () => undefined };
});
