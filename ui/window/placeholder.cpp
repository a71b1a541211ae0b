namespace saccade::ui {
void placeholder()
{
}
} // namespace saccade::ui
