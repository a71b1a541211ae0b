// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/batch_loader.h"

namespace saccade {

namespace {

constexpr std::int64_t PicturesPerThread = 16; // fewer are not worth another thread

template <typename T>
torch::Tensor viewOf(const std::vector<T>& values, std::vector<std::int64_t> shape)
{
    auto* data = const_cast<T*>(values.data()); // LibTorch has no view of constant memory
    return torch::from_blob(data, shape, c10::CppTypeToScalarType<T>::value);
}

/// A view of the same memory on the CPU, a copy elsewhere. To CUDA by way of pinned memory, which the device
/// reads by itself: nobody waits for it.
torch::Tensor sent(const torch::Tensor& host, torch::Device device)
{
    return device.is_cuda() ? host.pin_memory().to(device, /*non_blocking=*/true) : host.to(device);
}

/// The border repeats all but the edge: … c b | a b c …
torch::Tensor reflected(const torch::Tensor& at, std::int64_t size)
{
    return (size - 1) - ((size - 1) - at.abs()).abs();
}

} // namespace

BatchLoader::BatchLoader(const Dataset& dataset, std::vector<int> rows, const TrainSpec& spec,
                         const Normalisation& normalisation, int patch, torch::Device device, bool byDevice)
    : m_dataset(dataset)
    , m_spec(spec)
    , m_normalisation(normalisation)
    , m_device(device)
    , m_byDevice(byDevice)
    , m_maker(dataset, std::move(rows), spec, normalisation, patch)
{
    if (!m_byDevice)
        return;
    std::vector<float> tables;
    for (const ByteTable& table : tablesFor(normalisation))
        tables.insert(tables.end(), table.begin(), table.end());
    m_tables = viewOf(tables, {3, 256}).to(m_device, /*non_blocking=*/false, /*copy=*/true);
    if (!m_spec.autoAugment)
        m_bytes =
            viewOf(*dataset.pixels, {std::int64_t(dataset.labels.size()), 3, dataset.height, dataset.width})
                .to(m_device);
}

const StepInput& BatchLoader::load(const BatchPlace& place)
{
    if (m_byDevice)
        m_maker.plan(place, m_batch);
    else
        m_maker.make(place, m_batch);
    m_input.window = m_batch.augment.window;
    m_input.isMixed = m_batch.mix.kind != Mix::Kind::None;
    m_input.labels = sent(viewOf(m_batch.labels, {m_batch.count}), m_device);
    m_input.targets = sent(viewOf(m_batch.targets, {m_batch.count, m_batch.classes}), m_device);
    if (m_byDevice)
        makeOnDevice();
    else
        m_input.pictures =
            sent(viewOf(m_batch.pictures, {m_batch.count, 3, m_batch.height, m_batch.width}), m_device);
    return m_input;
}

void BatchLoader::makeOnDevice()
{
    const torch::NoGradGuard noGrad;
    const auto bytes = bytesOfBatch().to(torch::kLong);
    const auto channels = at::arange(3, bytes.options()).view({1, 3, 1, 1});
    m_input.pictures = m_tables.index({channels, bytes});
    if (m_spec.randomErasing > 0)
        erase();
    mix();
}

/// (B, 3, h, w), varied.
torch::Tensor BatchLoader::bytesOfBatch() const
{
    const std::int64_t count = m_batch.count;
    const AugmentSpec& augment = m_batch.augment;
    const auto epoch = std::uint64_t(m_batch.epoch);
    if (!m_bytes.defined()) {
        auto bytes = torch::empty({count, 3, m_batch.height, m_batch.width},
                                  torch::dtype(torch::kUInt8).pinned_memory(m_device.is_cuda()));
        auto* out = bytes.data_ptr<std::uint8_t>();
        const std::int64_t size = bytes[0].numel();
        const std::span<const int> rows = m_batch.rows;
        at::parallel_for(0, count, PicturesPerThread, [&](std::int64_t begin, std::int64_t end) {
            fillBytes(m_dataset, rows.subspan(std::size_t(begin), std::size_t(end - begin)), m_normalisation,
                      augment, m_spec.seed, epoch, out + begin * size);
        });
        return bytes.to(m_device, /*non_blocking=*/true);
    }
    requireAugmentation(augment, m_dataset);
    std::vector<std::int64_t> drawn; // (4, B): row, down, right, mirrored
    drawn.resize(std::size_t(4 * count));
    for (std::size_t i = 0; i < m_batch.rows.size(); ++i) {
        const Augmentation one = augmentationOf(augment, m_spec.seed, epoch, m_batch.rows[i]);
        drawn[i] = m_batch.rows[i];
        drawn[std::size_t(count) + i] = one.down;
        drawn[std::size_t(2 * count) + i] = one.right;
        drawn[std::size_t(3 * count) + i] = one.mirrored;
    }
    const auto all = sent(viewOf(drawn, {4, count, 1, 1, 1}), m_device);
    const auto line = [&](std::int64_t size, std::int64_t from) {
        return at::arange(from, from + size, all.options());
    };
    const auto y = line(m_batch.height, augment.window.top).view({1, 1, -1, 1}) + all[1];
    const auto x = line(m_batch.width, augment.window.left).view({1, 1, 1, -1});
    const std::int64_t right = m_dataset.width - 1;
    const auto turned = at::where(all[3].to(torch::kBool), right - x, x) + all[2];
    return m_bytes.index({all[0], line(3, 0).view({1, 3, 1, 1}), reflected(y, m_dataset.height),
                          reflected(turned, m_dataset.width)});
}

void BatchLoader::erase()
{
    std::vector<std::int64_t> boxes(std::size_t(4 * m_batch.count)); // (4, B): top, bottom, left, right
    const auto count = std::size_t(m_batch.count);
    for (std::size_t i = 0; i < count; ++i)
        if (const auto box = erasingOf(m_batch.augment, m_spec.seed, std::uint64_t(m_batch.epoch),
                                       m_batch.rows[i], m_batch.height, m_batch.width)) {
            boxes[i] = box->top;
            boxes[count + i] = box->top + box->height;
            boxes[2 * count + i] = box->left;
            boxes[3 * count + i] = box->left + box->width;
        }
    const auto all = sent(viewOf(boxes, {4, m_batch.count, 1, 1, 1}), m_device);
    const auto y = at::arange(m_batch.height, all.options()).view({1, 1, -1, 1});
    const auto x = at::arange(m_batch.width, all.options()).view({1, 1, 1, -1});
    const auto rows = y.ge(all[0]).logical_and_(y.lt(all[1]));
    const auto columns = x.ge(all[2]).logical_and_(x.lt(all[3]));
    m_input.pictures.masked_fill_(rows.logical_and(columns), 0.0);
}

void BatchLoader::mix()
{
    const Mix& mix = m_batch.mix;
    if (mix.kind == Mix::Kind::None)
        return;
    const auto partners = m_input.pictures.flip(0);
    if (mix.kind == Mix::Kind::Mixup) {
        m_input.pictures.mul_(mix.own).add_(partners.mul(1.0F - mix.own));
        return;
    }
    const auto boxOf = [&mix](const torch::Tensor& pictures) {
        return pictures.narrow(2, mix.box.top, mix.box.height).narrow(3, mix.box.left, mix.box.width);
    };
    boxOf(m_input.pictures).copy_(boxOf(partners));
}

} // namespace saccade
