// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/attention_workspace.h"

#include "ui/attention/grid/head_grid.h"
#include "ui/attention/grid/head_grid_canvas.h"
#include "ui/attention/inspector/inspector.h"
#include "ui/attention/methods/method_choice.h"
#include "ui/attention/methods/method_follower.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/attention/scene/shown_map.h"

#include <utility>

namespace saccade::ui {

namespace {

constexpr int BesideMs = 80;

/// Whether sizes and numbers of values agree, so that no widget has to ask.
bool isWhole(const AttentionMaps& maps)
{
    if (maps.isEmpty())
        return true;
    const auto n = std::size_t(maps.tokens);
    return maps.layers > 0 && maps.heads > 0 && maps.gridRows > 0 && maps.gridColumns > 0 &&
           maps.registers >= 0 && maps.prefixTokens >= maps.registers &&
           maps.tokens == maps.prefixTokens + maps.gridRows * maps.gridColumns &&
           maps.values.size() == std::size_t(maps.layers) * std::size_t(maps.heads) * n * n;
}

bool areWhole(const std::vector<MethodMap>& maps)
{
    for (const MethodMap& map : maps)
        if (map.rows < 1 || map.columns < 1 ||
            map.values.size() != std::size_t(map.rows) * std::size_t(map.columns))
            return false;
    return !maps.empty();
}

} // namespace

AttentionWorkspace::AttentionWorkspace(QObject* parent)
    : QObject(parent)
    , m_scene(std::make_shared<Scene>())
    , m_state(new AttentionState(this))
    , m_choice(new MethodChoice(this))
    , m_follower(new MethodFollower(m_state, m_choice, this))
    , m_view(new PictureView(m_state))
    , m_grid(new HeadGrid(m_state))
    , m_inspector(new Inspector(m_state, m_choice))
{
    m_beside.setSingleShot(true);
    m_beside.setInterval(BesideMs);
    connect(&m_beside, &QTimer::timeout, this, &AttentionWorkspace::publishBeside);
    connect(m_choice, &MethodChoice::changed, this, &AttentionWorkspace::takeUpMethod);
    connect(m_follower, &MethodFollower::wanted, this, &AttentionWorkspace::askMethod);
}

AttentionWorkspace::~AttentionWorkspace()
{
    // They know the state, which goes with this object.
    delete m_view;
    delete m_grid;
    delete m_inspector;
}

PictureView* AttentionWorkspace::pictureView() const
{
    return m_view;
}

HeadGrid* AttentionWorkspace::headGrid() const
{
    return m_grid;
}

Inspector* AttentionWorkspace::inspector() const
{
    return m_inspector;
}

void AttentionWorkspace::setPicture(const Image& picture, const QString& where, int trueLabel,
                                    const QStringList& classNames)
{
    Scene scene;
    scene.picture = picture;
    scene.where = where;
    scene.trueLabel = trueLabel;
    scene.classNames = classNames;
    scene.method = emptyMethod();
    m_follower->setExplanation(nullptr);
    publish(scene);
}

void AttentionWorkspace::setPicture(const Image& picture, PictureRef ref, int trueLabel,
                                    const QStringList& classNames)
{
    setPicture(picture, (ref.split == Split::Test ? tr("test #%1") : tr("train #%1")).arg(ref.index),
               trueLabel, classNames);
}

void AttentionWorkspace::setPicture(const ShownPicture& picture, const QStringList& classNames)
{
    if (picture.ref)
        setPicture(picture.pixels, *picture.ref, picture.trueLabel, classNames);
    else
        setPicture(picture.pixels, picture.label, picture.trueLabel, classNames);
}

void AttentionWorkspace::setClasses(const QStringList& classNames, int trueLabel)
{
    if (m_scene->classNames == classNames && m_scene->trueLabel == trueLabel)
        return;
    Scene scene = *m_scene;
    scene.classNames = classNames;
    scene.trueLabel = trueLabel;
    scene.explanation.reset(); // of other classes
    scene.sinks.clear();
    scene.headMaps.reset();
    scene.untouched.reset();
    scene.method = emptyMethod();
    m_follower->setExplanation(nullptr);
    publish(scene);
}

void AttentionWorkspace::setHistory(InterventionHistory* history)
{
    m_view->setHistory(history);
    m_grid->canvas()->setHistory(history);
}

void AttentionWorkspace::setAnswer(const Answer& answer)
{
    Scene scene = *m_scene;
    scene.picture = answer.picture;
    m_scene = std::make_shared<const Scene>(scene); // published with the explanation
    m_untouched = answer.intervention.isEmpty() ? nullptr : answer.untouched;
    setExplanation(answer.explanation);
    m_untouched.reset();
}

void AttentionWorkspace::setExplanation(const Explanation& explanation)
{
    if (!isWhole(explanation.attention)) {
        setMessage(tr("The model's attention maps do not fit their own sizes."));
        return;
    }
    Scene scene = *m_scene;
    scene.explanation = std::make_shared<const Explanation>(explanation);
    scene.sinks = sinksOf(explanation);
    scene.headMaps.reset();
    scene.untouched = m_untouched;
    scene.isPending = false;
    scene.message.clear();
    m_state->setShape(explanation.attention);
    m_choice->setClasses(int(explanation.probabilities.size()));
    publish(scene);
    m_follower->setExplanation(scene.explanation);
}

void AttentionWorkspace::setHeadMaps(const HeadMapsPtr& maps)
{
    if (!m_scene->maps())
        return;
    Scene scene = *m_scene;
    scene.headMaps = maps;
    m_scene = std::make_shared<const Scene>(scene);
    publishBeside(); // the picture knows nothing of them
}

void AttentionWorkspace::setPending()
{
    Scene scene = *m_scene;
    scene.isPending = true;
    scene.message.clear();
    publish(scene);
}

void AttentionWorkspace::setMessage(const QString& message)
{
    Scene scene = *m_scene;
    scene.explanation.reset();
    scene.sinks.clear();
    scene.headMaps.reset();
    scene.untouched.reset();
    scene.isPending = false;
    scene.message = message;
    scene.method = emptyMethod();
    m_follower->setExplanation(nullptr);
    publish(scene);
}

void AttentionWorkspace::clear()
{
    Scene scene;
    scene.method = emptyMethod();
    m_follower->setExplanation(nullptr);
    publish(scene);
}

std::shared_ptr<const MethodResult> AttentionWorkspace::emptyMethod() const
{
    if (m_choice->isAttention())
        return nullptr;
    MethodResult method;
    method.request.method = m_choice->info().name;
    if (m_scene->method && m_scene->method->request.method == method.request.method)
        method.seen = m_scene->method->seen;
    return std::make_shared<const MethodResult>(std::move(method));
}

void AttentionWorkspace::takeUpMethod()
{
    if (m_choice->isAttention())
        publishMethod(nullptr);
    else if (!m_scene->method)
        publishMethod(emptyMethod());
    // Else what is shown stays until the new answer comes; the follower asks.
}

void AttentionWorkspace::askMethod(const MethodRequest& request)
{
    MethodResult method;
    if (m_scene->method)
        method = *m_scene->method;
    else
        method.request = request;
    method.isPending = true;
    publishMethod(std::make_shared<const MethodResult>(std::move(method)));
    Q_EMIT methodWanted(request);
}

void AttentionWorkspace::setMethodMaps(const MethodRequest& request, const std::vector<MethodMap>& maps)
{
    if (!m_follower->isAwaited(request))
        return;
    if (!areWhole(maps)) {
        setMethodMessage(tr("The method's maps do not fit their own sizes."));
        return;
    }
    MethodResult method;
    method.request = request;
    method.maps = maps;
    std::optional<Scale> before;
    if (m_scene->method && m_scene->method->request.method == request.method)
        before = m_scene->method->seen;
    method.seen = endsOf(maps, before);
    publishMethod(std::make_shared<const MethodResult>(std::move(method)));
}

void AttentionWorkspace::setMethodMessage(const QString& message)
{
    if (m_choice->isAttention())
        return;
    MethodResult method = *emptyMethod();
    method.message = message;
    publishMethod(std::make_shared<const MethodResult>(std::move(method)));
}

void AttentionWorkspace::publishMethod(std::shared_ptr<const MethodResult> method)
{
    Scene scene = *m_scene;
    scene.method = std::move(method);
    m_scene = std::make_shared<const Scene>(scene);
    if (m_view)
        m_view->setScene(m_scene);
    if (m_inspector && !m_beside.isActive())
        m_inspector->setScene(m_scene); // the grid shows attention alone
}

void AttentionWorkspace::publish(const Scene& scene)
{
    m_scene = std::make_shared<const Scene>(scene);
    if (m_view)
        m_view->setScene(m_scene);
    // From picture to picture the grid and the bars would flash empty for the moment that the model takes:
    // they wait a little for the new explanation before they show that there is none.
    const bool isBetweenPictures = !scene.explanation && !scene.picture.isEmpty() && scene.message.isEmpty();
    if (!isBetweenPictures)
        publishBeside();
    else if (!m_beside.isActive())
        m_beside.start();
}

void AttentionWorkspace::publishBeside()
{
    m_beside.stop();
    if (m_grid)
        m_grid->setScene(m_scene);
    if (m_inspector)
        m_inspector->setScene(m_scene);
}

} // namespace saccade::ui
