// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/pointing.h"

#include "core/explain/baseline_maps.h"
#include "core/explain/bilinear.h"
#include "core/explain/method_input.h"
#include "core/explain/patch_grid.h"
#include "core/explain/ranking.h"
#include "core/explain/single_map.h"
#include "core/model/random_scope.h"
#include "core/values/error.h"

#include <algorithm>

namespace saccade {

namespace {

void requireFit(const ModelInfo& info, const Dataset& data, int count)
{
    if (!data.masks)
        throw Error::badInput(data.name, "a data set that knows where its objects are", "one without masks");
    if (info.spec.imageSize != data.width || info.spec.imageSize != data.height)
        throw Error::badInput(data.name,
                              "pictures of " + std::to_string(info.spec.imageSize) + " pixels a side",
                              std::to_string(data.width) + " × " + std::to_string(data.height));
    if (info.spec.classes != int(data.classNames.size()) || info.classNames != data.classNames)
        throw Error::badInput(info.source.empty() ? "model" : info.source, "the classes of " + data.name,
                              info.dataset.empty() ? "others" : "those of " + info.dataset);
    if (count < 1 || count > data.testCount)
        throw Error("--count: expected 1 to " + std::to_string(data.testCount) + ", found " +
                        std::to_string(count),
                    Error::Kind::Usage);
}

/// Another model of the same spec, as it would be before training.
ModelPtr untrained(const ModelInfo& info, std::uint64_t seed)
{
    const RandomScope random(seed);
    return std::make_shared<TorchModel>(info, makeNetwork(info.spec));
}

/// Sums over pictures.
struct Sum
{
    PointingScore score;
    PointingScore randomised;
    double correlation = 0;
    int correlated = 0; ///< pictures that have a correlation
};

void add(PointingScore& sum, const Pointed& one)
{
    sum.hitRate += one.hit;
    sum.massInside += one.massInside;
}

PointingScore over(const PointingScore& sum, int pictures)
{
    return {sum.hitRate / pictures, sum.massInside / pictures};
}

/// One test picture.
struct Shown
{
    int index;
    Image picture;
    int label;
    std::span<const std::uint8_t> mask;
    std::optional<int> against;
};

class Game
{
public:
    Game(const ModelPtr& model, const Dataset& data, const PointingRequest& request)
        : m_model(model)
        , m_data(data)
        , m_pictures(request.count)
        , m_cells(pixelGridSide(model->info().spec))
    {
        for (const std::string& name : request.methods)
            methodInfo(name); // throws
        for (const MethodInfo& method : methods())
            if (request.methods.empty() || std::ranges::count(request.methods, std::string(method.name)) > 0)
                addRow(method.name, false, refusalOf(method, model->info().spec));
        for (const char* baseline : {"random", "centre", "edges"})
            addRow(baseline, true, "");
        if (request.weightsSeed)
            m_randomised = untrained(model->info(), *request.weightsSeed);
    }

    PointingGame played(RunControl& control, const Progress& progress)
    {
        for (int i = 0; i < m_pictures; ++i) {
            if (progress)
                progress(double(i) / m_pictures,
                         "Picture " + std::to_string(i + 1) + " of " + std::to_string(m_pictures));
            const Shown shown = picture(i);
            m_game.objectShare += double(std::ranges::count(shown.mask, 1)) / double(shown.mask.size());
            for (std::size_t row = 0; row < m_sums.size(); ++row) {
                if (!control.checkpoint())
                    throw Error("the pointing game was stopped");
                play(shown, m_game.rows[row], m_sums[row]);
            }
        }
        finish();
        return std::move(m_game);
    }

private:
    void addRow(const std::string& method, bool isBaseline, const std::string& refusal)
    {
        PointingRow& row = m_game.rows.emplace_back();
        row.method = method;
        row.isBaseline = isBaseline;
        row.refusal = refusal;
        m_sums.emplace_back();
    }

    Shown picture(int index) const
    {
        const PictureRef ref{Split::Test, index};
        Shown shown{index, m_data.image(ref), m_data.label(ref), {}, {}};
        shown.mask = {m_data.mask(ref), std::size_t(m_data.width) * std::size_t(m_data.height)};
        const TorchModel& network = torchModel(m_model);
        shown.against =
            runnerUp(numbers(network.logits(pictureTensor(shown.picture, network.info()))[0]), shown.label);
        return shown;
    }

    MethodMap baseline(const std::string& name, const Shown& shown) const
    {
        if (name == "random")
            return randomMap(m_cells, std::uint64_t(shown.index));
        return name == "centre" ? centreMap(m_cells) : edgeMap(shown.picture, m_cells);
    }

    void play(const Shown& shown, const PointingRow& row, Sum& sum) const
    {
        if (!row.refusal.empty())
            return;
        if (row.isBaseline) {
            add(sum.score, pointed(baseline(row.method, shown), shown.mask, m_data.width));
            return;
        }
        const MethodMap map = singleMap(m_model, shown.picture, row.method, shown.label, shown.against);
        add(sum.score, pointed(map, shown.mask, m_data.width));
        if (!m_randomised)
            return;
        const MethodMap other =
            singleMap(m_randomised, shown.picture, row.method, shown.label, shown.against);
        add(sum.randomised, pointed(other, shown.mask, m_data.width));
        if (const auto correlation = rankCorrelation(map.values, other.values)) {
            sum.correlation += *correlation;
            ++sum.correlated;
        }
    }

    void finish()
    {
        m_game.pictures = m_pictures;
        m_game.objectShare /= m_pictures;
        for (std::size_t i = 0; i < m_sums.size(); ++i) {
            PointingRow& row = m_game.rows[i];
            const Sum& sum = m_sums[i];
            row.score = over(sum.score, m_pictures);
            if (!m_randomised || row.isBaseline || !row.refusal.empty())
                continue;
            row.randomised = over(sum.randomised, m_pictures);
            if (sum.correlated > 0)
                row.rankCorrelation = sum.correlation / sum.correlated;
        }
    }

    const ModelPtr& m_model;
    const Dataset& m_data;
    int m_pictures;
    int m_cells;
    ModelPtr m_randomised; ///< null where it was not asked for
    PointingGame m_game;
    std::vector<Sum> m_sums; ///< beside the game's rows
};

} // namespace

Pointed pointed(const MethodMap& map, std::span<const std::uint8_t> mask, int side)
{
    Pointed result;
    const std::vector<float> pixels = bilinear(map.values, map.rows, map.columns, side, side);
    const auto [lowest, highest] = std::ranges::minmax_element(map.values);
    if (*highest > *lowest)
        result.hit = mask[std::size_t(std::ranges::max_element(pixels) - pixels.begin())] != 0;
    double inside = 0;
    double all = 0;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const int patch = y * map.rows / side * map.columns + x * map.columns / side;
            const double mass = std::max(map.values[std::size_t(patch)], 0.0F);
            all += mass;
            if (mask[std::size_t(y * side + x)] != 0)
                inside += mass;
        }
    if (all > 0)
        result.massInside = inside / all;
    return result;
}

PointingGame pointingGame(const ModelPtr& model, const Dataset& data, const PointingRequest& request,
                          RunControl& control, const Progress& progress)
{
    requireFit(torchModel(model).info(), data, request.count);
    return Game(model, data, request).played(control, progress);
}

} // namespace saccade
