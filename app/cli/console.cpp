// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <thread>

#if defined(_WIN32)
#include <io.h>
#else
#include <unistd.h>
#endif

namespace saccade::cli {

namespace {

constexpr int BarWidth = 24;

bool isTerminal()
{
#if defined(_WIN32)
    return _isatty(_fileno(stderr)) != 0;
#else
    return isatty(fileno(stderr)) != 0;
#endif
}

volatile std::sig_atomic_t interrupts = 0;

extern "C" void onInterrupt(int signal)
{
    interrupts = interrupts + 1;
    if (interrupts > 1) { // asked twice: no more waiting
        std::signal(signal, SIG_DFL);
        std::raise(signal);
    }
}

/// A signal handler may not lock a mutex, so a thread looks at its counter.
class Watcher
{
public:
    explicit Watcher(RunControl& control)
        : m_thread([this, &control] {
            while (!m_done) {
                if (interrupts > 0)
                    control.stop();
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
            }
        })
    {
    }
    ~Watcher()
    {
        m_done = true;
        m_thread.join();
    }

private:
    std::atomic<bool> m_done{false};
    std::thread m_thread;
};

std::unique_ptr<Watcher> watcher;

} // namespace

ProgressLine::ProgressLine()
    : m_terminal(isTerminal())
{
}

ProgressLine::~ProgressLine()
{
    clear();
}

void ProgressLine::clear()
{
    if (m_drawn)
        std::fprintf(stderr, "\r\033[K");
    m_drawn = false;
}

void ProgressLine::say(const std::string& line)
{
    clear();
    std::fprintf(stderr, "%s\n", line.c_str());
}

void ProgressLine::show(double share, const std::string& what)
{
    const auto now = std::chrono::steady_clock::now();
    if (now - m_last < (m_terminal ? std::chrono::milliseconds(100) : std::chrono::milliseconds(5000)))
        return;
    m_last = now;
    std::string line;
    if (share >= 0) {
        const int filled = int(share * BarWidth + 0.5);
        if (m_terminal)
            line = '[' + std::string(std::size_t(filled), '#') +
                   std::string(std::size_t(BarWidth - filled), '.') + "] ";
        char percent[16];
        std::snprintf(percent, sizeof(percent), "%3.0f %%  ", share * 100);
        line += percent;
    }
    line += what;
    if (m_terminal) {
        std::fprintf(stderr, "\r\033[K%s", line.c_str());
        m_drawn = true;
    } else {
        std::fprintf(stderr, "%s\n", line.c_str());
    }
    std::fflush(stderr);
}

Progress ProgressLine::function()
{
    return [this](double share, const std::string& what) { show(share, what); };
}

InterruptGuard::InterruptGuard(RunControl& control)
{
    interrupts = 0;
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    watcher = std::make_unique<Watcher>(control);
}

InterruptGuard::~InterruptGuard()
{
    watcher.reset();
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

bool wasInterrupted()
{
    return interrupts > 0;
}

std::string durationText(double seconds)
{
    const auto whole = static_cast<long long>(seconds + 0.5);
    if (whole >= 3600)
        return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " m";
    if (whole >= 60)
        return std::to_string(whole / 60) + " m " + std::to_string(whole % 60) + " s";
    return std::to_string(whole) + " s";
}

} // namespace saccade::cli
