/** The data sets that are generated, written in Python: `make_data()` gives inputs and classes or numbers to predict. */
import { dataSeed } from '../../problems/data/generators/options.ts';
import { code } from '../part.ts';

/** The numbers of points in the plane, each moved by normal noise: `place` says where one lies without it. */
function pointsInPlane(about: string, rows: number, noise: number, classes: number, place: string): string {
  return `
def make_data():
    """${about}"""
    rows, noise, random = ${rows}, ${noise}, Random(${dataSeed})
    inputs, labels = np.zeros((rows, 2)), np.arange(rows) % ${classes}
    for row in range(rows):
        label, index = row % ${classes}, row // ${classes}
${code(place)
  .split('\n')
  .map((line) => `        ${line}`)
  .join('\n')}
        inputs[row] = [x + noise * random.normal(), y + noise * random.normal()]
    return inputs, labels
`;
}

/** By their ids. */
export const generatedSets: Readonly<Record<string, string>> = {
  spirals: `
def make_data():
    """Two interleaved spirals; the noise is that of the angle."""
    rows, noise, random = 400, 0.15, Random(${dataSeed})
    inputs, labels = np.zeros((rows, 2)), np.arange(rows) % 2
    for row in range(rows):
        along = row // 2 / (rows / 2)
        radius = 0.2 + 1.8 * along
        angle = 1.5 * math.pi * along + math.pi * labels[row] + noise * random.normal()
        inputs[row] = [radius * math.cos(angle), radius * math.sin(angle)]
    return inputs, labels
`,
  blobs: pointsInPlane(
    'Three normal clusters with their centres on a circle.',
    ...([300, 0.5, 3] as const),
    `
angle = 2 * math.pi * label / 3
x, y = 2 * math.cos(angle), 2 * math.sin(angle)`,
  ),
  moons: pointsInPlane(
    'Two half circles, each of which ends in the middle of the other.',
    ...([400, 0.1, 2] as const),
    `
angle = math.pi * (index + 0.5) / (rows // 2)
x, y = math.cos(angle) - 0.5, math.sin(angle) - 0.25
x, y = (x, y) if label == 0 else (-x, -y)`,
  ),
  circles: pointsInPlane(
    'A circle of radius 1 and one of radius 1/2.',
    ...([400, 0.1, 2] as const),
    `
angle, radius = 2 * math.pi * index / (rows // 2), 1 if label == 0 else 0.5
x, y = radius * math.cos(angle), radius * math.sin(angle)`,
  ),
  xor: pointsInPlane(
    'Points of a square, in the second class where one coordinate is positive.',
    ...([400, 0.05, 2] as const),
    `
side = 1 if index % 2 == 0 else -1
x = side * random.uniform()
y = (side if label == 0 else -side) * random.uniform()`,
  ),
  sparse: `
def make_data():
    """Inputs that are 1 or 0, of which the rare ones have the largest weights."""
    rows, noise, features, random = 1000, 0.1, 20, Random(${dataSeed})
    frequencies = [0.5 * (0.01 / 0.5) ** (j / (features - 1)) for j in range(features)]
    inputs, labels = np.zeros((rows, features)), np.zeros(rows, int)
    for row in range(rows):
        total = noise * random.normal()
        for j, frequency in enumerate(frequencies):
            present = 1 if random.uniform() < frequency else 0
            inputs[row, j] = present
            weight = (1 if j % 2 == 0 else -1) / math.sqrt(frequency * (1 - frequency))
            total += weight * (present - frequency)
        labels[row] = total > 0
    return inputs, labels
`,
  linear: `
def make_data():
    """A number that depends linearly on ten inputs, whose deviations fall from 1 to 1/10."""
    rows, noise, features, random = 200, 0.1, 10, Random(${dataSeed})
    inputs, targets = np.zeros((rows, features)), np.zeros(rows)
    for row in range(rows):
        total = 0
        for j in range(features):
            normal = random.normal()
            inputs[row, j] = 100 ** (-j / (2 * (features - 1))) * normal
            total += normal if j % 2 == 0 else -normal
        targets[row] = 0.5 + total / math.sqrt(features) + noise * random.normal()
    return inputs, targets
`,
  polynomial: `
def make_data():
    """Noisy points of Chebyshev's polynomial of degree 3."""
    rows, noise, degree, random = 200, 0.05, 3, Random(${dataSeed})
    inputs, targets = np.zeros((rows, 1)), np.zeros(rows)
    for row in range(rows):
        x = 2 * random.uniform() - 1
        inputs[row, 0] = x
        targets[row] = math.cos(degree * math.acos(x)) + noise * random.normal()
    return inputs, targets
`,
  teacher: `
def make_data():
    """What a random network says of normal inputs (Saad and Solla 1995)."""
    rows, noise, features, hidden, random = 500, 0.05, 10, 8, Random(${dataSeed})

    def normals(*shape):
        return np.array([random.normal() for _ in range(math.prod(shape))]).reshape(shape)

    first, second, inputs = normals(hidden, features), normals(hidden), normals(rows, features)
    outputs = np.tanh(inputs @ first.T / math.sqrt(features)) @ second / math.sqrt(hidden)
    return inputs, outputs + noise * normals(rows)
`,
  noise: `
def make_data():
    """Inputs and targets by chance, with nothing to learn but them."""
    rows, features, random = 72, 8, Random(${dataSeed})
    inputs = np.array([random.normal() for _ in range(rows * features)]).reshape(rows, features)
    return inputs, np.array([random.normal() for _ in range(rows)])
`,
};
