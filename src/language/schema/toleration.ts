import { choice, fields, formatted, optional, text } from './field.ts';

const taint = {
  key: optional(
    text('Key of the taint.', 'dedicated', { absent: 'every key (with operator Exists)' }),
  ),
  operator: optional(
    choice(['Equal', 'Exists'], 'How the value is compared.', 'Exists', { default: 'Equal' }),
  ),
  value: optional(text('Value of the taint.', 'montage', { absent: 'empty' })),
  effect: optional(
    choice(['NoSchedule', 'PreferNoSchedule', 'NoExecute'], 'Effect of the taint.', 'NoSchedule', {
      absent: 'every effect',
    }),
  ),
};

/** A taint that pods put up with for ever, as those of the runtime do. */
export const lastingToleration = fields('One taint that the pods put up with.', taint);

export const toleration = fields('One taint that the pods put up with.', {
  ...taint,
  tolerationTime: optional(
    formatted('duration', 'How long a NoExecute taint is put up with.', '5m', {
      absent: 'for ever',
    }),
  ),
});
