/** The text of every optimizer of this folder. `npm run generate` writes this file. */
import adabelief from './adabelief.optimizer';
import adadelta from './adadelta.optimizer';
import adagrad from './adagrad.optimizer';
import adam from './adam.optimizer';
import adamax from './adamax.optimizer';
import adamw from './adamw.optimizer';
import adan from './adan.optimizer';
import ademamix from './ademamix.optimizer';
import adopt from './adopt.optimizer';
import asgd from './asgd.optimizer';
import cautiousAdamw from './cautious-adamw.optimizer';
import clippedSgd from './clipped-sgd.optimizer';
import lamb from './lamb.optimizer';
import lars from './lars.optimizer';
import lion from './lion.optimizer';
import momentum from './momentum.optimizer';
import nadam from './nadam.optimizer';
import nesterov from './nesterov.optimizer';
import qhadam from './qhadam.optimizer';
import radam from './radam.optimizer';
import rmsprop from './rmsprop.optimizer';
import rprop from './rprop.optimizer';
import sam from './sam.optimizer';
import schedulefree from './schedulefree.optimizer';
import sgd from './sgd.optimizer';
import signum from './signum.optimizer';
import yogi from './yogi.optimizer';

export const texts = {
  adabelief,
  adadelta,
  adagrad,
  adam,
  adamax,
  adamw,
  adan,
  ademamix,
  adopt,
  asgd,
  'cautious-adamw': cautiousAdamw,
  'clipped-sgd': clippedSgd,
  lamb,
  lars,
  lion,
  momentum,
  nadam,
  nesterov,
  qhadam,
  radam,
  rmsprop,
  rprop,
  sam,
  schedulefree,
  sgd,
  signum,
  yogi,
};
