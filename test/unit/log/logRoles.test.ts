import { describe, expect, test } from 'vitest';
import { candidatesFor, findRoles, type RoleChoice } from '../../../core/log/logRoles.ts';

const rolesOf = (names: readonly string[], choice: RoleChoice = {}) => {
  const roles = findRoles(names, candidatesFor(names), choice);
  return Object.fromEntries(Object.entries(roles).filter(([, name]) => name !== undefined));
};

describe('roles are found by the names of', () => {
  test.each([
    [
      'Keras',
      ['val_loss', 'val_accuracy', 'loss', 'lr', 'epoch', 'accuracy'],
      {
        epoch: 'epoch',
        loss: 'loss',
        validationLoss: 'val_loss',
        accuracy: 'val_accuracy',
        learningRate: 'lr',
      },
    ],
    [
      'PyTorch Lightning',
      ['val_loss', 'val_acc', 'train_loss_epoch', 'train_loss_step', 'step', 'lr-Adam/pg1', 'epoch'],
      {
        ...{ step: 'step', epoch: 'epoch', loss: 'train_loss_step', validationLoss: 'val_loss' },
        ...{ accuracy: 'val_acc', learningRate: 'lr-Adam/pg1' },
      },
    ],
    [
      'Hugging Face',
      [
        'train_runtime',
        'train_loss',
        'step',
        'loss',
        'learning_rate',
        'grad_norm',
        'eval_runtime',
        'eval_loss',
        'epoch',
      ],
      {
        ...{ step: 'step', epoch: 'epoch', loss: 'loss', validationLoss: 'eval_loss' },
        learningRate: 'learning_rate',
      },
    ],
    [
      'fastai',
      ['epoch', 'train_loss', 'valid_loss', 'error_rate', 'accuracy', 'time'],
      {
        epoch: 'epoch',
        loss: 'train_loss',
        validationLoss: 'valid_loss',
        accuracy: 'accuracy',
        seconds: 'time',
      },
    ],
    [
      'Ultralytics',
      ['time', 'metrics/accuracy_top5', 'metrics/accuracy_top1', 'epoch', 'lr/pg0', 'val/loss', 'train/loss'],
      {
        ...{ epoch: 'epoch', seconds: 'time', loss: 'train/loss', validationLoss: 'val/loss' },
        ...{ accuracy: 'metrics/accuracy_top1', learningRate: 'lr/pg0' },
      },
    ],
    [
      'Weights & Biases',
      ['_runtime', '_step', '_timestamp', 'trainer/global_step', 'train/loss', 'validation/loss', 'val/acc'],
      {
        ...{ step: 'trainer/global_step', loss: 'train/loss', validationLoss: 'validation/loss' },
        ...{ accuracy: 'val/acc', seconds: '_timestamp' },
      },
    ],
    [
      'TensorFlow',
      [
        ...['train/epoch_accuracy', 'train/epoch_learning_rate', 'train/epoch_loss'],
        ...['validation/epoch_accuracy', 'validation/evaluation_loss_vs_iterations', 'validation/epoch_loss'],
      ],
      {
        ...{ loss: 'train/epoch_loss', validationLoss: 'validation/epoch_loss' },
        ...{ accuracy: 'validation/epoch_accuracy', learningRate: 'train/epoch_learning_rate' },
      },
    ],
    [
      'scripts in camel case',
      ['globalStep', 'trainingLoss', 'valLoss', 'valAccuracy', 'learningRate'],
      {
        ...{ step: 'globalStep', loss: 'trainingLoss', validationLoss: 'valLoss', accuracy: 'valAccuracy' },
        learningRate: 'learningRate',
      },
    ],
    [
      'scripts with spaces and capitals',
      ['ITER', 'Elapsed Time', 'Training Loss', 'Validation Loss', 'Learning Rate', 'testacc'],
      {
        ...{
          step: 'ITER',
          seconds: 'Elapsed Time',
          loss: 'Training Loss',
          validationLoss: 'Validation Loss',
        },
        ...{ learningRate: 'Learning Rate', accuracy: 'testacc' },
      },
    ],
  ])('%s', (_, names, roles) => {
    expect(rolesOf(names)).toEqual(roles);
    expect(rolesOf(names.toReversed())).toEqual(roles);
  });
});

test.each([
  [['val_loss', 'test_loss'], 'validationLoss', 'val_loss'],
  [['test_loss', 'loss'], 'validationLoss', 'test_loss'],
  [['total_loss', 'loss'], 'loss', 'loss'],
  [['train_loss', 'loss'], 'loss', 'loss'],
  [['train_loss_epoch', 'train_loss_step'], 'loss', 'train_loss_step'],
  [['loss_scale', 'train_mse'], 'loss', 'train_mse'],
  [['iteration', 'global_step'], 'step', 'global_step'],
  [['num_updates', 'batch'], 'step', 'num_updates'],
  [['train_acc', 'acc'], 'accuracy', 'acc'],
  [['train_acc', 'test_acc', 'val_acc'], 'accuracy', 'val_acc'],
  [['val/b_loss', 'val/a_loss', 'train/a_loss', 'train/b_loss'], 'validationLoss', 'val/a_loss'],
] as const)('of %j the %s is %s', (names, role, name) => {
  expect(rolesOf(names)[role]).toBe(name);
});

test('all names that may have a role are listed, the likeliest first', () => {
  const { loss, validationLoss, learningRate } = candidatesFor([
    'nll_loss',
    'lr',
    'val_loss',
    'loss',
    'lr/pg1',
    'mse',
  ]);
  expect({ loss, validationLoss, learningRate }).toEqual({
    loss: ['loss', 'nll_loss', 'mse'],
    validationLoss: ['val_loss'],
    learningRate: ['lr', 'lr/pg1'],
  });
});

test('the one column that is nothing else is the loss', () => {
  expect(rolesOf(['step', 'perplexity', 'lr'])['loss']).toBe('perplexity');
  expect(rolesOf(['step', 'perplexity', 'reward'])['loss']).toBeUndefined();
  expect(rolesOf(['step', 'perplexity'], { loss: null })['loss']).toBeUndefined();
});

test('what the person says goes before names', () => {
  const names = ['step', 'loss', 'reward', 'val_loss'];
  expect(rolesOf(names, { loss: 'reward', validationLoss: null })).toEqual({ step: 'step', loss: 'reward' });
  expect(rolesOf(names, { loss: 'gone' })['loss']).toBe('loss');
});
