// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/methods.h"
#include "core/io/tensors.h"
#include "tests/support/small_models.h"
#include "tests/support/suite.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <nlohmann/json.hpp>

#include <random>

using namespace saccade;
using namespace saccade::test;
using nlohmann::json;

namespace {

struct Case
{
    ModelPtr model;
    Image picture;
    std::vector<MethodRequest> requests;
};

template <typename T>
json orNull(const std::optional<T>& value)
{
    return value ? json(*value) : json();
}

std::vector<double> numbersOf(const torch::Tensor& tensor)
{
    const auto flat = tensor.detach().to(torch::kFloat64).contiguous();
    return {flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel()};
}

json toJson(const Case& what)
{
    json weights;
    for (const auto& [name, tensor] : namedTensors(torchModel(what.model).network()))
        weights[name] = {{"shape", tensor.sizes().vec()}, {"data", numbersOf(tensor)}};
    json requests = json::array();
    for (const MethodRequest& request : what.requests)
        requests.push_back({{"method", request.method},
                            {"layer", orNull(request.layer)},
                            {"head", orNull(request.head)},
                            {"query", orNull(request.query)},
                            {"class", orNull(request.classIndex)},
                            {"against", orNull(request.against)},
                            {"fuse", request.fuse ? json(word(*request.fuse)) : json()},
                            {"discard", orNull(request.discard)}});
    return {{"spec", what.model->info().spec},
            {"weights", weights},
            {"picture", numbersOf(pictureTensor(what.picture, what.model->info()))},
            {"requests", requests}};
}

/// Every method that the model has, with what can be chosen drawn by chance; one layer and one head each.
std::vector<MethodRequest> requestsFor(const ModelSpec& spec, std::mt19937& random)
{
    const auto below = [&random](int bound) { return int(random() % unsigned(bound)); };
    std::vector<MethodRequest> requests;
    for (const MethodInfo& method : methods())
        for (int round = 0; round < 2; ++round) {
            const bool large = std::string(method.name) == "flow" && spec.tokens() * spec.depth > 40;
            if ((method.needsAttention && !spec.hasAttention()) || large)
                continue;
            MethodRequest request;
            request.method = method.name;
            const bool open = round == 0; // and the second time everything is chosen
            // Shows layers one by one.
            const bool single = method.takesHead || (!method.knowsClass && !method.takesFuse);
            if (method.takesLayer && (single || !open))
                request.layer = below(spec.depth);
            if (method.takesHead)
                request.head = below(spec.heads);
            if (method.takesQuery && !open)
                request.query = below(spec.tokens());
            if (!open || method.takesAgainst)
                request.classIndex = below(spec.classes);
            if (method.takesAgainst)
                request.against = (*request.classIndex + 1) % spec.classes;
            if (method.takesFuse && !open)
                request.fuse = std::vector{HeadFuse::Mean, HeadFuse::Max, HeadFuse::Min}[random() % 3];
            if (method.takesDiscard && !open)
                request.discard = 0.1 * below(10);
            requests.push_back(request);
        }
    return requests;
}

/// The forty transformers of the other tests and four CNNs, with weights five times those of training's
/// start.
std::vector<Case> cases()
{
    std::vector<ModelSpec> specs = manyTransformers();
    for (int i = 0; i < 4; ++i) {
        specs.push_back(smallCnn());
        specs.back().activation = i % 2 ? Activation::Relu : Activation::Gelu;
        specs.back().depth = 1 + i % 3;
    }
    std::mt19937 random(20);
    std::vector<Case> result;
    for (const ModelSpec& spec : specs) {
        auto network = livelyNetwork(spec, random());
        const torch::NoGradGuard noGrad;
        if (spec.hasAttention())
            for (auto& parameter : network->parameters())
                if (parameter.dim() == 2)
                    parameter.mul_(0.5);
        Image picture(spec.imageSize, spec.imageSize);
        for (auto& byte : picture.rgb)
            byte = std::uint8_t(random() & 0xFF);
        result.push_back(
            {std::make_shared<TorchModel>(infoFor(spec), network), picture, requestsFor(spec, random)});
    }
    return result;
}

} // namespace

class ReferenceMethodsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString python = QStandardPaths::findExecutable("python3", {"/usr/bin"});
        QProcess process;
        if (!python.isEmpty()) {
            process.start(python, {"-c", "import torch"});
            process.waitForFinished(120'000);
        }
        if (python.isEmpty() || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
            QSKIP("the independent implementation needs python3-torch, and /usr/bin/python3 has no torch");
        m_cases = cases();
        json all = json::array();
        for (const Case& each : m_cases)
            all.push_back(toJson(each));
        const QTemporaryDir folder;
        QFile file(folder.filePath("cases.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(all.dump()));
        file.close();
        process.start(python, {SACCADE_SOURCE_DIR "/tests/support/reference_methods.py", file.fileName()});
        QVERIFY(process.waitForFinished(240'000));
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
                 process.readAllStandardError().constData());
        m_answers = json::parse(process.readAllStandardOutput().toStdString());
        QCOMPARE(m_answers.size(), m_cases.size());
        QVERIFY(m_cases.size() >= 20);
    }

    void everyMethodIsThatOfAnIndependentImplementation() { compare(torch::kFloat32, 1e-5, 0.05); }

    void inDoublePrecisionTheTwoAreOne()
    {
        compare(torch::kFloat64, 1e-7, 1e-12); // what is left is that a map is in fp32
    }

private:
    /// Gaps are in units of the map's largest number, or of `leastScale` where that is less: in fp32 a map of
    /// next to nothing is made of rounding.
    void compare(torch::Dtype type, double tolerance, double leastScale)
    {
        std::map<std::string, double> largestGaps;
        for (std::size_t i = 0; i < m_cases.size(); ++i) {
            const Case& each = m_cases[i];
            torchModel(each.model).network().to(type);
            for (std::size_t r = 0; r < each.requests.size(); ++r) {
                const MethodRequest& request = each.requests[r];
                // Which of two nearly equal keys is the weaker one is for fp32 to say otherwise.
                if (type == torch::kFloat32 && request.discard.value_or(0.0) > 0.0)
                    continue;
                const auto maps = computeMethod(each.model, each.picture, request);
                QCOMPARE(maps.size(), std::size_t(1));
                const auto expected = m_answers[i][r].get<std::vector<double>>();
                const auto& found = maps.front().values;
                QCOMPARE(found.size(), expected.size());
                double scale = leastScale;
                for (const double value : expected)
                    scale = std::max(scale, std::abs(value));
                double& gap = largestGaps[request.method];
                for (std::size_t k = 0; k < found.size(); ++k) {
                    const double here = std::abs(double(found[k]) - expected[k]) / scale;
                    QVERIFY2(here <= tolerance, qPrintable(QString("case %1, %2: %3 for %4")
                                                               .arg(i)
                                                               .arg(request.method.c_str())
                                                               .arg(double(found[k]))
                                                               .arg(expected[k])));
                    gap = std::max(gap, here);
                }
            }
        }
        QCOMPARE(largestGaps.size(), methods().size()); // none was left out
        for (const auto& [method, gap] : largestGaps)
            qInfo("%s: at most %.1e", method.c_str(), gap);
    }

    std::vector<Case> m_cases;
    json m_answers;
};

SACCADE_SUITE(ReferenceMethodsTest)
#include "reference_methods_test.moc"
